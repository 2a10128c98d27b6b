package io.kindling.driver.audit;

import java.util.List;

/** Knows one thing that can be wrong with data. */
public interface Rule {
    /** What it finds in the figures; nothing where all is well, or where they do not tell. */
    List<Finding> judge(Figures figures);
}
