package io.kindling.driver.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the flat array of parameters, each number in 4 bytes, little-endian: two runs agree bit for bit if it does. */
public final class WeightsDigest {
    private static final int BLOCK_FLOATS = 1 << 14;

    private WeightsDigest() {}

    /** 64 hexadecimal digits. */
    public static String sha256(float[] parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int from = 0; from < parameters.length; from += BLOCK_FLOATS) {
                digest.update(Safetensors.bytes(parameters, from, Math.min(BLOCK_FLOATS, parameters.length - from)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
