package io.kindling.driver.report.html;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kindling.driver.KindlingVersion;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.util.List;

/** Makes {@code report.html} from the files of one run, or of several side by side. */
public final class Report {
    /** Beside the run's other files. */
    public static final String FILE = "report.html";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Points of the curves of all runs together. */
    private static final int POINTS = 3_000;

    private static final int FEWEST_POINTS = 200;
    private static final int MOST_POINTS = 1_500;

    private Report() {}

    /**
     * Writes a run's report into its directory, aside and then in its place.
     *
     * @throws io.kindling.driver.UserException if it is not the directory of a run, or a file of it is damaged
     */
    public static Location write(Location run) throws IOException {
        Location file = run.resolve(FILE);
        write(List.of(run), file);
        return file;
    }

    /**
     * Writes a report of one run, or of several side by side.
     *
     * @throws io.kindling.driver.UserException if one is not the directory of a run, or a file of it is damaged
     */
    public static void write(List<Location> runs, Location file) throws IOException {
        ObjectNode data = data(runs);
        file.write(ReportPage.html(title(data), data));
    }

    /** What the page draws from. */
    static ObjectNode data(List<Location> runs) {
        ObjectNode data = JSON.createObjectNode();
        data.put("kindling", KindlingVersion.VERSION);
        ArrayNode all = data.putArray("runs");
        int points = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, POINTS / runs.size()));
        for (Location run : runs) {
            ObjectNode json = new RunFiles(run).json(points);
            if (runs.size() > 1) {
                // Side by side there is no room for these, and each run's own report has them.
                json.remove("layers");
                if (json.get("evaluation") instanceof ObjectNode evaluation) {
                    evaluation.remove("worst");
                }
            }
            all.add(json);
        }
        return data;
    }

    static String title(ObjectNode data) {
        int runs = data.path("runs").size();
        return runs == 1
                ? data.path("runs")
                                .path(0)
                                .path("config")
                                .path("settings")
                                .path("name")
                                .asText() + " · Kindling"
                : runs + " runs · Kindling";
    }
}
