package io.kindling.driver.spark.audit;

import io.kindling.driver.audit.near.MinHash;
import io.kindling.driver.spark.data.row.CellKind;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts and sequences of tokens, near by the runs of three words that they share. */
final class NearTexts implements Nearness {
    private static final long serialVersionUID = 1;
    private static final long SEED = 20_004;
    private static final double SIMILAR = 0.9;
    /** Shorter ones are alike by chance. */
    private static final int FEWEST_WORDS = 12;

    private static final int KEPT = 4000;
    private static final int SHOWN = 40;

    private final AuditedColumns columns;
    private final MinHash hash = new MinHash(SEED);
    private final StringBuilder text = new StringBuilder();

    NearTexts(AuditedColumns columns) {
        this.columns = columns;
    }

    @Override
    public int buckets() {
        return MinHash.BANDS;
    }

    @Override
    public boolean find(AuditedRow row, long[] into) {
        hash.begin();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.kinds().get(i) == CellKind.TEXT) {
                addWords(row.word(i));
            } else if (columns.kinds().get(i) != CellKind.NUMBER) {
                float[] tokens = row.series(i);
                IntStream.range(0, Math.max(0, row.length(i)))
                        .forEach(place -> hash.add(Float.floatToIntBits(tokens[place])));
            }
        }
        if (hash.words() < FEWEST_WORDS) {
            return false;
        }
        for (int band = 0; band < MinHash.BANDS; band++) {
            into[band] = hash.band(band);
        }
        return true;
    }

    /** Words are runs of letters and digits, small or capital. */
    private void addWords(UTF8String cell) {
        if (cell == null) {
            return;
        }
        String letters = cell.toString();
        long word = 0;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (Character.isLetterOrDigit(letter)) {
                word = XXH64.hashInt(Character.toLowerCase(letter), word + 1);
            } else if (word != 0) {
                hash.add(word);
                word = 0;
            }
        }
        if (word != 0) {
            hash.add(word);
        }
    }

    @Override
    public NearRow keep(AuditedRow row, String label, int part, int parts) {
        text.setLength(0);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.kinds().get(i) == CellKind.TEXT && row.word(i) != null) {
                text.append(row.word(i)).append(' ');
            } else if (columns.kinds().get(i) != CellKind.NUMBER
                    && columns.kinds().get(i) != CellKind.TEXT) {
                for (int place = 0; place < row.length(i) && text.length() < KEPT; place++) {
                    text.append(RowLine.number(row.series(i)[place])).append(' ');
                }
            }
        }
        text.setLength(Math.min(KEPT, text.length()));
        return new NearRow(new float[0], hash.signature(), text.toString(), label, part, parts);
    }

    @Override
    public boolean near(NearRow a, NearRow b) {
        return MinHash.similarity(a.signature, b.signature) >= SIMILAR;
    }

    @Override
    public String difference(NearRow a, NearRow b) {
        int most = Math.min(a.text.length(), b.text.length());
        int first = 0;
        while (first < most && a.text.charAt(first) == b.text.charAt(first)) {
            first++;
        }
        int from = Math.max(0, first - SHOWN / 4);
        String where = first == most
                ? "differ in what follows"
                : String.format(
                        Locale.ROOT,
                        "\"%s\" and \"%s\" at letter %,d",
                        RowLine.shortened(a.text.substring(from), SHOWN),
                        RowLine.shortened(b.text.substring(from), SHOWN),
                        first + 1);
        return String.format(
                Locale.ROOT,
                "\"%s\": %s, about %.0f %% alike",
                RowLine.shortened(a.text, SHOWN),
                where,
                100 * MinHash.similarity(a.signature, b.signature));
    }

    @Override
    public String words() {
        return "nine tenths of their runs of three words are the same (an estimate, of texts of 12 words or more)";
    }
}
