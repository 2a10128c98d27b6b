package io.kindling.driver.config.binding;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What an unquoted word of YAML means, for reading and writing alike: close to the core schema of YAML 1.2, section
 * 10.3. So {@code 1e-3} is a number, {@code yes}, {@code 2024-01-01} and {@code 010} are text. The only
 * truth values are {@code true} and {@code false}.
 */
final class CoreSchema extends Resolver {
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUTH = Pattern.compile("true|false");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?");
    private static final Pattern INFINITY = Pattern.compile("[-+]?\\.(inf|Inf|INF)");

    static final CoreSchema SCHEMA = new CoreSchema();

    private CoreSchema() {}

    /** A reader and writer of YAML by this schema; not for use by several threads. */
    static Yaml yaml(DumperOptions options) {
        LoaderOptions limits = new LoaderOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(options), options, limits, SCHEMA);
    }

    /** What this word means when it stands without quotes. */
    Tag meaning(String word) {
        if (NULL.matcher(word).matches()) {
            return Tag.NULL;
        } else if (TRUTH.matcher(word).matches()) {
            return Tag.BOOL;
        } else if (INTEGER.matcher(word).matches()) {
            return Tag.INT;
        } else if (DECIMAL.matcher(word).matches() || INFINITY.matcher(word).matches()) {
            return Tag.FLOAT;
        }
        return Tag.STR;
    }

    /** Whether this word, without quotes, is a number. */
    boolean isNumber(String word) {
        Tag meaning = meaning(word);
        return meaning.equals(Tag.INT) || meaning.equals(Tag.FLOAT);
    }

    @Override
    protected void addImplicitResolvers() {
        // All that this schema knows is in meaning().
    }

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        return kind == NodeId.scalar && implicit ? meaning(value) : super.resolve(kind, value, implicit);
    }
}
