package io.kindling.driver.bench.peers;

import io.kindling.driver.optim.rule.Crew;
import io.kindling.driver.spark.engine.SparkGradientAggregator;
import io.kindling.driver.sync.SyncSettings;
import io.kindling.driver.train.GradientAggregator;
import io.kindling.driver.train.LocalGradientAggregator;
import io.kindling.driver.train.Shards;
import io.kindling.kernels.Kernels;
import io.kindling.kernels.shard.Shard;
import io.kindling.kernels.sum.Uncompressed;
import io.kindling.kernels.work.Job;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
        SyncSettings sync = new SyncSettings(localSteps, Optional.empty(), new Uncompressed());
        Crew crew = new Crew(threads - 1);
        return new KindlingPupil(exam, spark == null ? here(exam, crew) : jobs(exam), sync, crew, seed);
    }

    private GradientAggregator here(Exam exam, Crew crew) throws IOException {
        List<Shard> shards = shards(exam, threads);
        return new LocalGradientAggregator(shards, exam.network().job(shards, exam.batch()), Kernels.best(), crew);
    }

    /** Shards that come into being where they are kept: an RDD of given ones would send them with each task. */
    private GradientAggregator jobs(Exam exam) throws IOException {
        int count = threads;
        List<Integer> numbers = IntStream.range(0, count).boxed().toList();
        JavaRDD<Shard> rdd = spark.parallelize(numbers, count)
                .map(number -> shards(exam, count).get(number))
                .persist(StorageLevel.MEMORY_ONLY());
        rdd.count();
        Job job = exam.network().job(shards(exam, count), exam.batch());
        return new SparkGradientAggregator(spark, rdd, job, "peers");
    }

    private static List<Shard> shards(Exam exam, int count) throws IOException {
        Rows rows = exam.rows();
        return Shards.deal(rows.x(), rows.y(), count);
    }

    @Override
    public String about() {
        String where = spark == null ? threads + " threads" : "Spark " + spark.version() + ", " + spark.master();
        return where + "; " + Kernels.best().fingerprint();
    }
}
