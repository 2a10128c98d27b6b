package io.kindling.ml.notebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The first rows of a DataFrame as a table in HTML.
 *
 * @param most rows
 */
record RowTable(Dataset<Row> rows, int most) {
    private static final int LONGEST = 60;

    String html() {
        List<Row> first = rows.takeAsList(most + 1);
        String head = Arrays.stream(rows.columns())
                .map(name -> "<th>" + escaped(name) + "</th>")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
        String body = first.stream().limit(most).map(RowTable::line).collect(Collectors.joining());
        String more = first.size() > most ? "<div>the first " + most + " rows</div>" : "";
        return "<table>\n" + head + body + "</table>" + more;
    }

    private static String line(Row row) {
        StringBuilder line = new StringBuilder("<tr>");
        for (int i = 0; i < row.length(); i++) {
            line.append("<td>").append(escaped(cut(String.valueOf(row.get(i))))).append("</td>");
        }
        return line.append("</tr>\n").toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
