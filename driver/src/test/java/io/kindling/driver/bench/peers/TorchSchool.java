package io.kindling.driver.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch through its bindings. Which BLAS it has is for the properties of its process to say.
 *
 * @param threads of its pool
 */
record TorchSchool(int threads) implements School {
    private static final Pattern VERSION = Pattern.compile("TORCH_VERSION=([^,]+)");

    @Override
    public Pupil pupil(Exam exam, long seed) throws Exception {
        settle();
        return new TorchPupil(exam, seed, threads);
    }

    @Override
    public String about() throws IOException {
        settle();
        return "libtorch " + version() + ", " + torch.get_num_threads() + " threads; " + loaded()
                + (torch.hasMKLDNN() ? "; with oneDNN" : "; built without oneDNN");
    }

    /** Subnormal numbers, which Adam's means fade into, are taken for 0, as Kindling does: else it is a seventh slower. */
    private void settle() {
        if (!Context.setFlushDenormal(true)) {
            throw new IllegalStateException("libtorch cannot flush subnormal numbers on this processor");
        }
        torch.set_num_threads(threads);
    }

    private static String version() {
        Matcher version = VERSION.matcher(torch.show_config().getString());
        return version.find() ? version.group(1) : "of no version";
    }

    /** Which libraries for products and threads are in this process: asked of the system, as a fallback is silent. */
    private static String loaded() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.contains(".so"))
                    .map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .filter(name -> name.matches("lib(mkl|openblas|gomp|iomp).*"))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
