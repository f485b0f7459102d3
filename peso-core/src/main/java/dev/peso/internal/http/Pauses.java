package dev.peso.internal.http;

import java.util.concurrent.TimeUnit;

/// The time that passes between requests.
interface Pauses {
    /// That of the machine.
    Pauses REAL = new Pauses() {
        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /// Nanoseconds since some moment.
    long now();

    void sleep(long nanos) throws InterruptedException;
}
