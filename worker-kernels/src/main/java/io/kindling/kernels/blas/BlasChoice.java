package io.kindling.kernels.blas;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which {@link Blas} is used, and why.
 *
 * @param blas the one to use
 * @param reason for the log: what it is, and if better ones do not work, the cause and the cure
 * @param fallback whether better ones were tried in vain
 */
record BlasChoice(Blas blas, String reason, boolean fallback) {
    private static final Logger LOG = LoggerFactory.getLogger(Blas.class);
    private static final String KIND = "kindling.blas";
    private static final String LIBRARY = "kindling.blas.library";

    /** The one choice of this JVM. */
    private static BlasChoice chosen;

    /** A kind of product that may or may not work here. */
    record Candidate(String name, Loading loading) {}

    /** Loads a kind of product, or tells why it cannot. */
    interface Loading {
        Blas load() throws BlasUnavailableException;
    }

    static synchronized BlasChoice ofThisJvm() {
        if (chosen == null) {
            BlasChoice choice = choose(System.getProperty(KIND), candidates(System.getProperty(LIBRARY)));
            if (choice.fallback()) {
                LOG.warn(choice.reason());
            } else {
                LOG.info(choice.reason());
            }
            chosen = choice;
        }
        return chosen;
    }

    static List<Blas> available() {
        List<Blas> working = new ArrayList<>();
        for (Candidate candidate : candidates(System.getProperty(LIBRARY))) {
            try {
                working.add(candidate.loading().load());
            } catch (BlasUnavailableException e) {
                LOG.debug("No {} products: {}", candidate.name(), e.getMessage());
            }
        }
        return working;
    }

    /**
     * All kinds, the fastest first.
     *
     * @param library the file that {@code kindling.blas.library} names; null for the bundled OpenBLAS
     */
    static List<Candidate> candidates(String library) {
        return List.of(
                new Candidate("native", () -> NativeBlas.load(library)),
                new Candidate("vector", VectorBlas::load),
                new Candidate("java", JavaBlas::load));
    }

    /**
     * The first candidate that works, or the forced one.
     *
     * @param forced the value of {@code kindling.blas}; null for none
     * @throws IllegalArgumentException if no candidate has the forced name
     * @throws IllegalStateException if the forced one, or every one, does not work
     */
    static BlasChoice choose(String forced, List<Candidate> candidates) {
        return forced == null ? firstThatWorks(candidates) : theForced(forced, candidates);
    }

    private static BlasChoice firstThatWorks(List<Candidate> candidates) {
        List<String> failures = new ArrayList<>();
        for (Candidate candidate : candidates) {
            try {
                Blas blas = candidate.loading().load();
                String reason = "Matrix products: " + blas.description() + ".";
                return failures.isEmpty()
                        ? new BlasChoice(blas, reason, false)
                        : new BlasChoice(blas, reason + " Slower than need be. " + String.join(" ", failures), true);
            } catch (BlasUnavailableException e) {
                failures.add("Not " + candidate.name() + ": " + e.getMessage());
            }
        }
        throw new IllegalStateException("No matrix product works in this JVM. " + String.join(" ", failures));
    }

    private static BlasChoice theForced(String forced, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (candidate.name().equals(forced)) {
                try {
                    Blas blas = candidate.loading().load();
                    String reason = "Matrix products: " + blas.description() + ", as " + KIND + " demands.";
                    return new BlasChoice(blas, reason, false);
                } catch (BlasUnavailableException e) {
                    throw new IllegalStateException(
                            "The system property " + KIND + " demands " + forced + ", which does not work here: "
                                    + e.getMessage() + " Or leave the property out, to take the best that works.",
                            e);
                }
            }
        }
        throw new IllegalArgumentException("The system property " + KIND + " is \"" + forced + "\", but takes one of "
                + candidates.stream().map(Candidate::name).collect(Collectors.joining(", "))
                + "; leave it out to take the best that works.");
    }
}
