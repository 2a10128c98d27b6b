package io.kindling.kernels;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
import io.kindling.kernels.augmentation.Augmentation;
import io.kindling.kernels.layer.Layer;
import io.kindling.kernels.loss.Loss;
import io.kindling.kernels.parameter.Initializer;
import io.kindling.kernels.registry.AugmentationRegistry;
import io.kindling.kernels.registry.InitializerRegistry;
import io.kindling.kernels.registry.LayerRegistry;
import io.kindling.kernels.registry.LossRegistry;
import java.io.ObjectInputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** The rules that hold this module together. Each has once been seen to fail on a planted violation. */
@AnalyzeClasses(packages = "io.kindling.kernels", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule dependsOnNothingButJavaBlasAndALogger = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "", // primitive types
                    "java..",
                    "jdk.incubator.vector",
                    "dev.ludovic.netlib..",
                    "org.bytedeco..",
                    "org.slf4j",
                    "io.kindling.kernels..");

    @ArchTest
    static final ArchRule onlyTheBlasPackageTouchesNativeCode = noClasses()
            .that(resideOutsideOfPackage("io.kindling.kernels.blas.."))
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
    static final ArchRule descriptionsAreImmutable = fields().that()
            .areDeclaredInClassesThat(assignableTo(Layer.class)
                    .or(assignableTo(Loss.class))
                    .or(assignableTo(Initializer.class))
                    .or(assignableTo(Augmentation.class)))
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule everyLayerStandsInItsRegistry = classes()
            .that()
            .areAssignableTo(Layer.class)
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveFullyQualifiedName(
                    "io.kindling.kernels.layer.DenseActivation") // what Dense makes of its own setting
            .and()
            .doNotHaveFullyQualifiedName("io.kindling.kernels.convolution.ConvolutionActivation") // and convolutions
            .should(standIn(LayerRegistry.BY_NAME, "LayerRegistry"));

    @ArchTest
    static final ArchRule everyLossStandsInItsRegistry = classes()
            .that()
            .areAssignableTo(Loss.class)
            .and()
            .areNotInterfaces()
            .should(standIn(LossRegistry.BY_NAME, "LossRegistry"));

    @ArchTest
    static final ArchRule everyInitializerStandsInItsRegistry = classes()
            .that()
            .areAssignableTo(Initializer.class)
            .and()
            .areNotInterfaces()
            .should(standIn(InitializerRegistry.BY_NAME, "InitializerRegistry"));

    @ArchTest
    static final ArchRule everyAugmentationStandsInItsRegistry = classes()
            .that()
            .areAssignableTo(Augmentation.class)
            .and()
            .areNotInterfaces()
            .should(standIn(AugmentationRegistry.BY_NAME, "AugmentationRegistry"));

    @ArchTest
    static final ArchRule chanceComesFromTheSeedAlone = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
            .orShould()
            .accessTargetWhere(targetOwner(assignableTo(Math.class)).and(target(name("random"))));

    @ArchTest
    static final ArchRule onlyTheFourChoicesOfAJvmAreStaticAndChange = fields().that()
            .areStatic()
            .and()
            .doNotHaveFullName("io.kindling.kernels.blas.BlasChoice.chosen")
            .and()
            .doNotHaveFullName("io.kindling.kernels.blas.Bf16Choice.chosen")
            .and()
            .doNotHaveFullName("io.kindling.kernels.blas.ConvolutionChoice.chosen")
            .and()
            .doNotHaveFullName("io.kindling.kernels.vector.ElementwiseChoice.chosen")
            .should()
            .beFinal()
            .andShould(holdNoCollectionThatCanChange());

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessTargetWhere(targetOwner(assignableTo(Throwable.class)).and(target(name("printStackTrace"))));

    @ArchTest
    static final ArchRule nothingReadsJavaSerialisation =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

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
                Object value = valueOf(field);
                boolean collection = value instanceof Collection || value instanceof Map;
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
