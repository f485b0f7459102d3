package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.CsrBuilder;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.NameList;

/// One-hot encoding of so many categories that its columns are sparse.
///
/// @param encoding which categories
public record WideOneHot(EncodeStep.Fitted encoding) implements FittedStep {
    @Override
    public Frame apply(Frame frame) {
        List<Feature> others = new ArrayList<>();
        Frame result = frame;
        for (Feature column : frame.columns()) {
            Optional<EncodeStep.Encoding> own = encoding.encodings()
                    .stream()
                    .filter(each -> each.column().equals(column.name()))
                    .findFirst();
            if (own.isPresent() && column instanceof Feature.Codes codes) {
                result = result.withSparse(block(codes, own.get()));
            } else {
                others.add(column);
            }
        }
        return result.with(others);
    }

    private Csr block(Feature.Codes column, EncodeStep.Encoding own) {
        CsrBuilder rows = new CsrBuilder(column.rows());
        for (int place : encoding.places(column, own)) {
            if (place >= 0) {
                rows.add(place, 1);
            } else if (own.hasMissing() && place == Feature.Codes.MISSING) {
                rows.add(own.levels().size(), 1);
            }
            rows.endRow();
        }
        return rows.build(NameList.of(own.width(), k -> own.name(k)));
    }
}
