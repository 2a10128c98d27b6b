package io.kindling.ml.notebook;

/**
 * Where a notebook's kernel shows things: below the cell that runs. The kernel of {@code scripts/notebook}
 * has one ({@link Notebook}); another kernel's is a few lines.
 */
public interface NotebookCell {
    /**
     * Shows something below the cell.
     *
     * @param mimeType such as {@code text/html}, {@code image/svg+xml} or {@code image/png}
     * @param content text, or bytes in Base64 where the type is one of bytes
     * @return the name by which {@link #replace} finds it again
     */
    String show(String mimeType, String content);

    /** Puts something in the place of what {@link #show} gave this name. */
    void replace(String name, String mimeType, String content);
}
