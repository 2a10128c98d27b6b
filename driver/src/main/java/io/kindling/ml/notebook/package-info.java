/** What a notebook shows of training; knows no kernel: a {@link io.kindling.ml.notebook.NotebookCell} is what it shows things in. */
package io.kindling.ml.notebook;
