package io.kindling.driver.report.html;

import io.kindling.driver.files.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file that Kindling wrote: no cell is quoted. A last line that is not whole, as of a run that was killed, is left out.
 *
 * @param columns their names
 * @param rows each as long as {@code columns}
 */
record CsvTable(List<String> columns, List<String[]> rows) {
    /** Reads a file. */
    static CsvTable read(Location file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            String header = in.readLine();
            List<String> columns = header == null ? List.of() : List.of(header.split(",", -1));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                if (cells.length == columns.size()) {
                    rows.add(cells);
                }
            }
            return new CsvTable(columns, rows);
        }
    }

    /** Where a column stands; -1 where there is none of that name. */
    int column(String name) {
        return columns.indexOf(name);
    }

    /** The number in a cell; NaN where there is none. */
    static double number(String cell) {
        try {
            return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
