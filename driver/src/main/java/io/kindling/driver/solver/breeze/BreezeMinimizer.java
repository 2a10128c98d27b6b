package io.kindling.driver.solver.breeze;

import breeze.linalg.DenseVector;
import breeze.linalg.DenseVector$;
import breeze.math.MutableFiniteCoordinateField;
import breeze.optimize.DiffFunction;
import breeze.optimize.FirstOrderMinimizer.State;
import breeze.optimize.LBFGS;
import breeze.optimize.LBFGS.ApproximateInverseHessian;
import breeze.optimize.OWLQN;
import java.util.List;
import java.util.Optional;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * Breeze's L-BFGS (Liu and Nocedal 1989: On the Limited Memory BFGS Method for Large Scale Optimization) with a line search
 * for the strong Wolfe conditions, or with an L1 penalty its OWL-QN (Andrew and Gao 2007: Scalable Training of
 * L1-Regularized Log-Linear Models), one iteration at a time. Remembers nothing between them. Breeze comes with
 * Spark's mllib; nothing else of ours knows it.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // Scala's numbers are objects to Java
public final class BreezeMinimizer {
    private final LBFGS minimizer;
    private final int history;
    private final MutableFiniteCoordinateField space = DenseVector.space_Double();

    /**
     * Without L1 penalty, L-BFGS; else OWL-QN.
     *
     * @param history of how many iterations it is told
     * @param l1 the weight of each number's magnitude in what is minimised; empty where there is no such penalty
     */
    public BreezeMinimizer(int history, Optional<double[]> l1) {
        this.history = history;
        // How many iterations there are and when to stop is the caller's.
        this.minimizer = l1.map(weights -> (LBFGS) new OWLQN(-1, history, new Penalties(weights), 0.0, space))
                .orElseGet(() -> new LBFGS(-1, history, 0.0, space));
    }

    /**
     * Value and gradient with the L1 penalty's share, where there is one: the steepest gradient of those that are possible where it
     * has a kink.
     */
    public Objective.Value withPenalty(double[] x, Objective.Value here) {
        Tuple2 adjusted = minimizer.adjust(vector(x), vector(here.gradient()), here.value());
        return new Objective.Value((Double) adjusted._1(), numbers(adjusted._2()));
    }

    /**
     * Takes an iteration.
     *
     * @param learned the last iterations' curvature, oldest first
     * @param iteration counted from 0
     * @return the next iterate; nothing where the line search finds none that is lower, even along the gradient
     */
    public Optional<double[]> next(Objective objective, double[] x, List<Curvature> learned, int iteration) {
        DiffFunction function = BreezeFunction.of(objective);
        State first = minimizer.initialState(function, vector(x));
        ApproximateInverseHessian hessian = (ApproximateInverseHessian) first.history();
        for (Curvature curvature : learned.subList(Math.max(0, learned.size() - history), learned.size())) {
            hessian = hessian.updated(vector(doubles(curvature.step())), vector(doubles(curvature.change())));
        }
        State start = first.copy(
                first.x(),
                first.value(),
                first.grad(),
                first.adjustedValue(),
                first.adjustedGradient(),
                iteration,
                first.initialAdjVal(),
                hessian,
                first.convergenceInfo(),
                false,
                first.convergenceReason());
        Iterator<State> states = minimizer.infiniteIterations(function, start);
        states.next();
        State state = states.next();
        if (state.iter() == iteration && !state.searchFailed()) {
            // Breeze has thrown the curvature away and tries along the gradient.
            state = states.next();
        }
        return state.iter() == iteration ? Optional.empty() : Optional.of(numbers(state.x()));
    }

    static DenseVector vector(double[] numbers) {
        return DenseVector$.MODULE$.apply$mDc$sp(numbers.clone());
    }

    static double[] numbers(Object vector) {
        return ((DenseVector) vector).toArray$mcD$sp(scala.reflect.ClassTag.Double());
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            doubles[i] = numbers[i];
        }
        return doubles;
    }

    private static final class Penalties extends scala.runtime.AbstractFunction1<Object, Object> {
        private final double[] weights;

        Penalties(double[] weights) {
            this.weights = weights;
        }

        @Override
        public Object apply(Object index) {
            return weights[(Integer) index];
        }
    }
}
