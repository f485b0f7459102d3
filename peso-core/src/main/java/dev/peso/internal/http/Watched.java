package dev.peso.internal.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// Notes when something of an answer last arrived, and drops the bodies of refusals.
final class Watched<T> implements HttpResponse.BodyHandler<T> {
    private final HttpResponse.BodyHandler<T> handler;
    private volatile long last = System.nanoTime();

    Watched(HttpResponse.BodyHandler<T> handler) {
        this.handler = handler;
    }

    /// Nanoseconds since.
    long silence() {
        return System.nanoTime() - last;
    }

    @Override
    public HttpResponse.BodySubscriber<T> apply(HttpResponse.ResponseInfo info) {
        last = System.nanoTime();
        HttpResponse.BodySubscriber<T> subscriber = info.statusCode() / 100 == 2
                ? handler.apply(info)
                : HttpResponse.BodySubscribers.replacing(null);
        return new HttpResponse.BodySubscriber<>() {
            @Override
            public CompletionStage<T> getBody() {
                return subscriber.getBody();
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(List<ByteBuffer> item) {
                last = System.nanoTime();
                subscriber.onNext(item);
            }

            @Override
            public void onError(Throwable throwable) {
                subscriber.onError(throwable);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        };
    }
}
