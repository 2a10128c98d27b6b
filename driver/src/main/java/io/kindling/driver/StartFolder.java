package io.kindling.driver;

/** The folder that relative paths are seen from, as messages tell of it. */
public final class StartFolder {
    private StartFolder() {}

    /**
     * Whether Spark started the driver on a machine of the cluster ({@code --deploy-mode cluster}), in a folder that nobody
     * chose.
     */
    public static boolean isOnCluster() {
        return "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }

    /** What to tell who gave a path that leads nowhere. */
    public static String hint() {
        return isOnCluster()
                ? "With --deploy-mode cluster the driver runs in a folder of its own on a machine of the cluster: give"
                        + " paths from the root (/...) of files that every machine sees, or URLs such as hdfs://..."
                : "Paths are relative to the folder that Kindling was started in.";
    }
}
