package io.kindling.driver.spark.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kindling.driver.config.DataConfig;
import io.kindling.driver.config.Invalid;
import io.kindling.driver.config.LabelConfig;
import io.kindling.driver.config.SequencesConfig;
import io.kindling.driver.config.SourceConfig;
import io.kindling.driver.config.ValidationConfig;
import io.kindling.driver.config.WindowsConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds data configurations, all defaults but what is said. */
final class DataConfigs {
    private final SourceConfig train;
    private ValidationConfig validation;
    private SourceConfig test;
    private WindowsConfig windows;
    private List<String> columns = List.of();
    private List<String> exclude = List.of();
    private LabelConfig label;
    private String weight;
    private String orderBy;
    private double scale = 1;
    private boolean log1p;
    private boolean standardize;
    private SequencesConfig sequences;
    private List<Map<String, Map<String, JsonNode>>> transformers = List.of();
    private Invalid invalid = Invalid.ERROR;

    private DataConfigs(SourceConfig train) {
        this.train = train;
    }

    static DataConfigs of(SourceConfig train) {
        return new DataConfigs(train);
    }

    static DataConfigs table(String name) {
        return of(SourceConfig.table(name));
    }

    DataConfigs validation(ValidationConfig value) {
        validation = value;
        return this;
    }

    DataConfigs test(SourceConfig value) {
        test = value;
        return this;
    }

    DataConfigs windows(WindowsConfig value) {
        windows = value;
        return this;
    }

    DataConfigs columns(String... names) {
        columns = List.of(names);
        return this;
    }

    DataConfigs exclude(String... names) {
        exclude = List.of(names);
        return this;
    }

    DataConfigs label(String name) {
        return label(LabelConfig.of(name));
    }

    DataConfigs label(LabelConfig value) {
        label = value;
        return this;
    }

    DataConfigs weight(String name) {
        weight = name;
        return this;
    }

    DataConfigs orderBy(String name) {
        orderBy = name;
        return this;
    }

    DataConfigs scale(double factor) {
        scale = factor;
        return this;
    }

    DataConfigs log1p() {
        log1p = true;
        return this;
    }

    DataConfigs standardize() {
        standardize = true;
        return this;
    }

    DataConfigs sequences(int length) {
        sequences = new SequencesConfig(length);
        return this;
    }

    DataConfigs transformers(String json) {
        try {
            transformers = new ObjectMapper().readValue(json.replace('\'', '"'), new TypeReference<>() {});
            return this;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    DataConfigs invalid(Invalid value) {
        invalid = value;
        return this;
    }

    DataConfig build() {
        return new DataConfig(
                train,
                Optional.ofNullable(validation),
                Optional.ofNullable(test),
                Optional.ofNullable(windows),
                columns,
                exclude,
                Optional.ofNullable(label),
                Optional.ofNullable(weight),
                Optional.ofNullable(orderBy),
                scale,
                log1p,
                standardize,
                Optional.ofNullable(sequences),
                transformers,
                invalid);
    }
}
