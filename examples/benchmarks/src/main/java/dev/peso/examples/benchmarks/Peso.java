package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;

/// Peso itself. An answer is a collected dataset.
final class Peso implements Peer {
    private final int threads;
    private @Nullable Tables tables;
    private @Nullable Dataset answer;

    Peso(int threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "Peso";
    }

    @Override
    public void load(Tables all) {
        tables = all.areFiles() ? all.collected() : all;
    }

    @Override
    public void unload() {
        tables = null;
        answer = null;
    }

    @Override
    public boolean can(Question question) {
        return true;
    }

    @Override
    public double time(Question question) {
        answer = null;
        long before = System.nanoTime();
        answer = question.peso().apply(tables).threads(threads).collect();
        return (System.nanoTime() - before) / 1e9;
    }

    @Override
    public Summary summary() {
        List<Double> values = new ArrayList<>(List.of((double) answer.count()));
        for (Field field : answer.schema()) {
            String name = "\"" + field.name() + "\"";
            String value = field.type() == DataType.UTF8 ? "substring(" + name + ", 3)" : name;
            values.add(answer.agg("value = coalesce(sum(cast(" + value + " as float64)), 0)")
                    .column("value")
                    .doubles()[0]);
        }
        return Summary.of(values);
    }

    @Override
    public Alone.Outcome alone(Question question, Tables files, int times) throws Exception {
        return Alone.run(name(), threads, question, files, times, List.of());
    }
}
