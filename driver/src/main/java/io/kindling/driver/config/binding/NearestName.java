package io.kindling.driver.config.binding;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Guesses the name that was meant: the same letters written another way ({@code learningRate}), the initials
 * ({@code lr}), a slip of the fingers (by Levenshtein's distance), or one of its words ({@code batch}); in this order.
 */
public final class NearestName {
    private NearestName() {}

    /** The name of these that was meant, if one comes near. */
    public static Optional<String> of(String given, Collection<String> names) {
        String letters = letters(given);
        List<Predicate<String>> kinds = List.of(
                name -> letters(name).equals(letters),
                name -> letters.length() > 1 && initials(name).equals(letters),
                name -> distance(letters, letters(name)) <= Math.max(1, (letters.length() + 1) / 3),
                name -> Arrays.asList(name.split("_")).contains(letters));
        Comparator<String> nearest = Comparator.comparingInt(name -> distance(letters, letters(name)));
        return kinds.stream()
                .flatMap(kind -> names.stream().filter(kind).min(nearest).stream())
                .findFirst();
    }

    private static String letters(String name) {
        return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    private static String initials(String name) {
        return Arrays.stream(name.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
    }

    private static int distance(String one, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(one, other);
    }
}
