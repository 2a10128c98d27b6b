package io.kindling.kernels.blas;

import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import io.kindling.kernels.tensor.Slice;
import io.kindling.kernels.vector.Elementwise;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * Convolutions by oneDNN. Pictures go through in blocks that stay in cache: out of the heap, into the layout that oneDNN
 * likes best, and back. The blocks follow from the shape alone.
 */
final class DnnlConvolutions implements Convolutions {
    /** Channels that oneDNN's code takes at once; others it fills up with zeros. */
    private static final int CHANNELS = 16;
    /** Multiplications for each number that is copied: fewer do not pay for the copying. */
    private static final int LEAST_USES = 64;
    /** Numbers in and out of a block: 1 MB. */
    private static final int BLOCK = 1 << 18;
    /** The largest picture and weight, in numbers. */
    private static final long MOST_NUMBERS = 1L << 27;
    /** Shapes and numbers of rows whose code and memory are kept; a network has a dozen shapes, each for whole blocks and some rests. */
    private static final int MOST_KNOWN = 64;

    private final OneDnn library;
    private final Elementwise loops;
    private final String processor = Processor.model();
    private final Map<ConvolutionShape, Boolean> taken = new ConcurrentHashMap<>();
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

    /** For one thread at a time. */
    private record Workspace(dnnl_stream stream, Map<DnnlConvolution.Key, DnnlConvolution> known) {}

    DnnlConvolutions(OneDnn library, Elementwise loops) {
        this.library = library;
        this.loops = loops;
    }

    /** Loads oneDNN. */
    static DnnlConvolutions load(Elementwise loops) throws BlasUnavailableException {
        OneDnn library = OneDnn.load();
        if (!library.hasAvx512()) {
            throw new BlasUnavailableException(
                    "This processor has no AVX-512, without which oneDNN has not been measured.");
        }
        DnnlConvolutions convolutions = new DnnlConvolutions(library, loops);
        OneDnn.requireOneThread(convolutions::convolveOnce);
        return convolutions;
    }

    /** Enough work for several threads. */
    private void convolveOnce() {
        ConvolutionShape shape = new ConvolutionShape(16, 28, 28, 32, 28, 28, 3, 3, 1, 1, 1, 1, 1, 1);
        int rows = 8;
        Slice weight = Slice.of(new float[shape.weightSize()]);
        Slice x = Slice.of(new float[rows * shape.inputSize()]);
        forward(shape, rows, x, weight, null, Slice.of(new float[rows * shape.outputSize()]));
    }

    @Override
    public boolean takes(ConvolutionShape shape) {
        return taken.computeIfAbsent(shape, this::pays);
    }

    private boolean pays(ConvolutionShape shape) {
        long numbers = (long) shape.inputSize() + shape.outputSize();
        boolean onePixel = shape.kernelHeight() == 1 && shape.kernelWidth() == 1; // slower with the copies
        if (onePixel
                || shape.channels() % CHANNELS != 0
                || shape.filters() % CHANNELS != 0
                || shape.multiplications() < LEAST_USES * numbers
                || numbers > MOST_NUMBERS
                || shape.weightSize() > MOST_NUMBERS) {
            return false;
        }
        try (DnnlConvolutionCode code = DnnlConvolutionCode.of(library.engine(), shape, block(shape))) {
            return code.isCompiled();
        }
    }

    /** Pictures of a block. */
    private static int block(ConvolutionShape shape) {
        return Math.max(1, BLOCK / (shape.inputSize() + shape.outputSize()));
    }

    @Override
    public void forward(ConvolutionShape shape, int rows, Slice x, Slice weight, Slice bias, Slice y) {
        Workspace workspace = workspace();
        int block = block(shape);
        DnnlConvolution before = null;
        for (int row = 0; row < rows; row += block) {
            int some = Math.min(block, rows - row);
            DnnlConvolution convolution = of(workspace, shape, some);
            if (convolution != before) {
                convolution.weight().put(weight.array(), weight.offset(), shape.weightSize());
                convolution.layForForward(workspace.stream);
                if (bias == null) {
                    convolution.bias().put(new float[shape.filters()], 0, shape.filters());
                } else {
                    convolution.bias().put(bias.array(), bias.offset(), shape.filters());
                }
                before = convolution;
            }
            convolution.x().put(x.array(), x.offset() + row * shape.inputSize(), some * shape.inputSize());
            convolution.forward(workspace.stream);
            convolution.y().get(y.array(), y.offset() + row * shape.outputSize(), some * shape.outputSize());
        }
        idle.add(workspace);
    }

    @Override
    public void backward(ConvolutionShape shape, int rows, Slice x, Slice weight, Slice dy, Slice dWeight, Slice dx) {
        Workspace workspace = workspace();
        int block = block(shape);
        DnnlConvolution before = null;
        for (int row = 0; row < rows; row += block) {
            int some = Math.min(block, rows - row);
            DnnlConvolution convolution = of(workspace, shape, some);
            if (convolution != before && dx != null) {
                convolution.weight().put(weight.array(), weight.offset(), shape.weightSize());
                convolution.layForInputGradient(workspace.stream);
            }
            before = convolution;
            convolution.x().put(x.array(), x.offset() + row * shape.inputSize(), some * shape.inputSize());
            convolution.y().put(dy.array(), dy.offset() + row * shape.outputSize(), some * shape.outputSize());
            convolution.weightGradient(workspace.stream);
            convolution
                    .dWeight()
                    .addTo(loops, 1, 1, dWeight.array(), dWeight.offset(), shape.weightSize(), 1, shape.weightSize());
            if (dx != null) {
                convolution.inputGradient(workspace.stream);
                convolution.dx().get(dx.array(), dx.offset() + row * shape.inputSize(), some * shape.inputSize());
            }
        }
        idle.add(workspace);
    }

    /** One that throws is not given back: what it holds may be half done. */
    private Workspace workspace() {
        Workspace free = idle.poll();
        if (free != null) {
            return free;
        }
        dnnl_stream stream = new dnnl_stream();
        OneDnn.require(dnnl_stream_create(stream, library.engine(), dnnl_stream_default_flags));
        return new Workspace(stream, new HashMap<>());
    }

    private DnnlConvolution of(Workspace workspace, ConvolutionShape shape, int rows) {
        DnnlConvolution.Key key = new DnnlConvolution.Key(shape, rows);
        if (workspace.known.size() >= MOST_KNOWN && !workspace.known.containsKey(key)) {
            workspace.known.values().forEach(DnnlConvolution::close);
            workspace.known.clear();
        }
        return workspace.known.computeIfAbsent(key, unknown -> new DnnlConvolution(library.engine(), unknown));
    }

    @Override
    public String description() {
        return library.version() + ", AVX-512, 1 thread";
    }

    @Override
    public String fingerprint() {
        return description() + " on " + processor;
    }
}
