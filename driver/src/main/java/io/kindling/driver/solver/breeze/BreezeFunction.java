package io.kindling.driver.solver.breeze;

import breeze.optimize.DiffFunction;
import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import scala.Tuple2;

/**
 * An objective as Breeze takes it. To the Java language Breeze's interface contradicts itself, as {@code apply} returns an
 * object and a double, so that no class of ours can implement it; the JVM tells the two apart, and makes a lambda of the one
 * method that counts.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // Scala's numbers are objects to Java
final class BreezeFunction {
    private static final MethodHandle MAKER = maker();

    private BreezeFunction() {}

    static DiffFunction of(Objective objective) {
        try {
            return (DiffFunction) MAKER.invoke(objective);
        } catch (Throwable e) {
            throw new IllegalStateException("Breeze's DiffFunction is not as it was in Breeze 2.1", e);
        }
    }

    private static MethodHandle maker() {
        MethodType calculate = MethodType.methodType(Tuple2.class, Object.class);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle target = lookup.findStatic(
                    BreezeFunction.class, "calculate", calculate.insertParameterTypes(0, Objective.class));
            return LambdaMetafactory.metafactory(
                            lookup,
                            "calculate",
                            MethodType.methodType(DiffFunction.class, Objective.class),
                            calculate,
                            target,
                            calculate)
                    .getTarget();
        } catch (ReflectiveOperationException | LambdaConversionException e) {
            throw new IllegalStateException("Breeze's DiffFunction is not as it was in Breeze 2.1", e);
        }
    }

    @SuppressWarnings({"UnusedMethod", "unchecked", "rawtypes"}) // the lambda calls it
    private static Tuple2 calculate(Objective objective, Object x) {
        Objective.Value value = objective.at(BreezeMinimizer.numbers(x));
        return new Tuple2(value.value(), BreezeMinimizer.vector(value.gradient()));
    }
}
