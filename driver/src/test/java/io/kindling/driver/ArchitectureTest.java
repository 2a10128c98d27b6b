package io.kindling.driver;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.kindling.driver.optim.OptimizerSettings;
import io.kindling.driver.optim.Optimizers;
import io.kindling.driver.optim.rule.Rule;
import io.kindling.driver.optim.schedule.ScheduleSettings;
import io.kindling.driver.optim.schedule.Schedules;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.Initializer;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** The rules that hold this module together. Each has once been seen to fail on a planted violation. */
@AnalyzeClasses(
        packages = {"io.kindling.driver", "io.kindling.ml"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTheSparkPackagesKnowSpark = noClasses()
            .that(resideOutsideOfPackages("io.kindling.driver.spark..", "io.kindling.ml.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule onlyTheyAndTheOneAroundBreezeKnowScala = noClasses()
            .that(resideOutsideOfPackages(
                    "io.kindling.driver.spark..", "io.kindling.ml..", "io.kindling.driver.solver.breeze"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("scala..", "breeze..");

    @ArchTest
    static final ArchRule onlyTheFilesAndSparkPackagesKnowHadoop = noClasses()
            .that(resideOutsideOfPackages(
                    "io.kindling.driver.files..", "io.kindling.driver.spark..", "io.kindling.ml.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hadoop..");

    @ArchTest
    static final ArchRule theTrainingLoopKnowsNeitherEngineNorSettingsNorScreen = noClasses()
            .that()
            .resideInAnyPackage("io.kindling.driver.train..", "io.kindling.driver.optim..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache..",
                    "scala..",
                    "com.fasterxml..",
                    "org.yaml..",
                    "picocli..",
                    "me.tongfei..",
                    "io.kindling.ml..",
                    "io.kindling.driver.spark..",
                    "io.kindling.driver.config..",
                    "io.kindling.driver.cli..",
                    "io.kindling.driver.run..",
                    "io.kindling.driver.report..",
                    "io.kindling.driver.checkpoint..",
                    "io.kindling.driver.files..",
                    "io.kindling.driver.store..");

    @ArchTest
    static final ArchRule theOptimizersDoNotKnowTheLoop = noClasses()
            .that()
            .resideInAPackage("io.kindling.driver.optim..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kindling.driver.train..");

    @ArchTest
    static final ArchRule nativeCodeIsLeftToTheKernels = noClasses()
            .should()
            .callMethod(System.class, "load", String.class)
            .orShould()
            .callMethod(System.class, "loadLibrary", String.class)
            .orShould()
            .callMethod(Runtime.class, "load", String.class)
            .orShould()
            .callMethod(Runtime.class, "loadLibrary", String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "dev.ludovic.netlib..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.kindling.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rulesAreImmutable = fields().that()
            .areDeclaredInClassesThat()
            .areAssignableTo(Rule.class)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule everyOptimizerStandsInItsRegistry = classes()
            .that()
            .areAssignableTo(OptimizerSettings.class)
            .and()
            .areNotInterfaces()
            .should(standIn(Optimizers.BY_NAME, "Optimizers"));

    @ArchTest
    static final ArchRule everyScheduleStandsInItsRegistry = classes()
            .that()
            .areAssignableTo(ScheduleSettings.class)
            .and()
            .areNotInterfaces()
            .should(standIn(Schedules.BY_NAME, "Schedules"));

    @ArchTest
    static final ArchRule layersLossesAndInitializersLiveInTheKernels = noClasses()
            .should()
            .beAssignableTo(Layer.class)
            .orShould()
            .beAssignableTo(Loss.class)
            .orShould()
            .beAssignableTo(Initializer.class);

    @ArchTest
    static final ArchRule chanceComesFromTheSeedAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
            .orShould()
            .accessTargetWhere(targetOwner(assignableTo(Math.class)).and(target(name("random"))));

    @ArchTest
    static final ArchRule onlyTheShardExchangeIsStaticAndChanges = fields().that()
            .areStatic()
            .and()
            .doNotHaveFullName("io.kindling.driver.spark.data.ShardExchange.LEFT")
            .should()
            .beFinal()
            .andShould(holdNoCollectionThatCanChange());

    @ArchTest
    static final ArchRule onlyTheCommandsAndTheReportPrint = noClasses()
            .that(resideOutsideOfPackages(
                    "io.kindling.driver.cli..", "io.kindling.driver.report..", "io.kindling.driver.run.."))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessTargetWhere(targetOwner(assignableTo(Throwable.class)).and(target(name("printStackTrace"))));

    @ArchTest
    static final ArchRule noFileIsReadByJavaSerialisation = noClasses()
            .that(resideOutsideOfPackages("io.kindling.driver.spark.engine"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.serializer..")
            .orShould()
            .accessTargetWhere(target(name("objectFile")).as("SparkContext.objectFile"));

    /** The engine's classes are told when Spark has read them; nothing opens such a stream itself. */
    @ArchTest
    static final ArchRule nothingIsDeserialisedByUs = noClasses()
            .should()
            .callConstructorWhere(targetOwner(assignableTo(ObjectInputStream.class)))
            .orShould()
            .accessTargetWhere(targetOwner(assignableTo(ObjectInput.class)).and(target(name("readObject"))))
            .orShould()
            .beAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("(java\\.beans\\.XMLDecoder|com\\.esotericsoftware\\..*|.*\\.SerializationUtils)");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*[.$][^.]*(Util|Helper|Manager|Impl)[^.]*");

    private static ArchCondition<JavaClass> standIn(Map<String, ? extends Class<?>> registry, String name) {
        return new ArchCondition<>("stand in " + name) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean registered = registry.containsValue(type.reflect());
                events.add(new SimpleConditionEvent(
                        type, registered, type.getName() + " does not stand in " + name + ": add its line"));
            }
        };
    }

    private static ArchCondition<JavaField> holdNoCollectionThatCanChange() {
        return new ArchCondition<>("hold no collection that can change") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean collection = field.getRawType().isAssignableTo(Collection.class)
                        || field.getRawType().isAssignableTo(Map.class);
                Object value = collection ? valueOf(field) : "";
                boolean fixed = !collection
                        || value.getClass()
                                .getName()
                                .matches("java\\.util\\.(Immutable|Collections\\$(Unmod|Empty)).*");
                events.add(new SimpleConditionEvent(
                        field, fixed, field.getFullName() + " holds a collection that can change: " + value));
            }
        };
    }

    private static Object valueOf(JavaField field) {
        try {
            var reflected = field.reflect();
            reflected.setAccessible(true);
            return reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
