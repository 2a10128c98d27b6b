package io.kindling.driver.bench.peers;

import io.kindling.driver.spark.engine.SparkGradientAggregator;
import io.kindling.driver.sync.SyncSettings;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.Uncompressed;
import io.kindling.kernels.work.Job;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * Kindling, on as many shards as there are threads.
 *
 * @param threads of this JVM or of Spark
 * @param spark for a job a round; null for this JVM's threads
 * @param localSteps of a round
 */
record KindlingSchool(int threads, JavaSparkContext spark, int localSteps) implements School {
    @Override
    public Pupil pupil(Exam exam, long seed) throws Exception {
        Rows rows = exam.rows();
        List<Shard> shards = Shards.deal(rows.x(), rows.y(), threads);
        SyncSettings sync = new SyncSettings(localSteps, Optional.empty(), new Uncompressed());
        return new KindlingPupil(exam, engine(shards, exam.network().job(shards, exam.batch())), sync, threads, seed);
    }

    private GradientAggregator engine(List<Shard> shards, Job job) {
        if (spark == null) {
            return new LocalGradientAggregator(shards, job, Kernels.best(), threads);
        }
        JavaRDD<Shard> rdd = spark.parallelize(shards, shards.size()).persist(StorageLevel.MEMORY_ONLY());
        rdd.count();
        return new SparkGradientAggregator(spark, rdd, job, "peers");
    }

    @Override
    public String about() {
        String where = spark == null ? threads + " threads" : "Spark " + spark.version() + ", " + spark.master();
        return where + "; " + Kernels.best().fingerprint();
    }
}
