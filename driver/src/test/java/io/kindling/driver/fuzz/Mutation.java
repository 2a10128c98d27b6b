package io.kindling.driver.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Spoils whole files, as chance or malice would: flipped bits, cuts, splices, repeated parts, other numbers. A pure function
 * of its seed.
 */
public final class Mutation {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "2",
            "7",
            "255",
            "65536",
            "46341",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967297",
            "9223372036854775807",
            "9223372036854775808",
            "1e9",
            "1e999999999",
            "1e-999999999",
            "0.5",
            "null",
            "[]",
            "{}",
            "\"x\"",
            "true",
            "2000000000",
            "100000");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "'",
            "\n",
            "  ",
            "- ",
            "&a ",
            "*a",
            "<<: ",
            "!!java.net.URL ",
            "\\u0000",
            "\u0000",
            "../../x",
            "java.lang.Runtime",
            "io.kindling.kernels.layer.Dense",
            "null",
            "|",
            ">",
            "? ",
            "%",
            "#",
            "1e999999999");
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        255,
        256,
        65535,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;
    private final List<byte[]> seeds;

    private Mutation(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    /** One of these files, spoilt. */
    public static byte[] of(List<byte[]> seeds, long seed) {
        return new Mutation(seeds, seed).spoilt();
    }

    private byte[] spoilt() {
        byte[] bytes = seed();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            bytes = once(bytes);
        }
        return bytes;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] once(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(40));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(Arrays.copyOf(bytes, at), tail(seed()));
            case 3 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            case 4 -> inserted(bytes, at, Arrays.copyOfRange(bytes, at, end), 1 + random.nextInt(300));
            case 5 -> inserted(bytes, at, piece(), random.nextInt(20) == 0 ? 5000 : 1);
            case 6 -> integer(bytes);
            default -> number(bytes);
        };
    }

    private byte[] flipped(byte[] bytes) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1), bytes.length);
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** Four or eight bytes, of either order, that a reader may take for a length; mostly near the start. */
    private byte[] integer(byte[] bytes) {
        int width = random.nextBoolean() ? 4 : 8;
        if (bytes.length < width) {
            return bytes;
        }
        int most = random.nextBoolean() ? Math.min(16, bytes.length - width) : bytes.length - width;
        int at = random.nextInt(most / 4 + 1) * 4;
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long extreme = EXTREMES[random.nextInt(EXTREMES.length)] + random.nextInt(3) - 1;
        if (width == 4) {
            buffer.putInt(at, (int) extreme);
        } else {
            buffer.putLong(at, extreme);
        }
        return bytes;
    }

    /** A number that is written out. */
    private byte[] number(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<MatchResult> numbers = NUMBER.matcher(text).results().limit(1000).toList();
        if (numbers.isEmpty()) {
            return bytes;
        }
        MatchResult number = numbers.get(random.nextInt(numbers.size()));
        String other = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return (text.substring(0, number.start()) + other + text.substring(number.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] piece, int times) {
        byte[] result = Arrays.copyOf(bytes, at);
        byte[] all = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, all, i * piece.length, piece.length);
        }
        return joined(joined(result, all), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
