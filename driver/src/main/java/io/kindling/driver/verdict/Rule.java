package io.kindling.driver.verdict;

import java.util.Optional;

/** Knows one thing that can go wrong. */
public interface Rule {
    /** The verdict, where the history makes it sure; it may be asked at any time of a run, and again. */
    Optional<Verdict> judge(History history);
}
