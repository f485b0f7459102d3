package dev.peso.quality;

import dev.peso.internal.quality.JsonText;

/// A profile as JSON.
final class ProfileJson {
    private ProfileJson() {}

    static String of(Profile profile) {
        JsonText json = new JsonText();
        json.open('{');
        json.name("rows").value(profile.rows());
        json.name("distinctRows").value(profile.distinctRows());
        json.name("distinctRowsError").value(profile.distinctRowsError());
        json.name("columns").rows(profile.columns().rows());
        json.name("quantiles").rows(profile.quantiles().rows());
        json.name("frequencies").rows(profile.frequencies().rows());
        json.name("correlations").rows(profile.correlations().rows());
        json.name("associations").rows(profile.associations().rows());
        json.name("alerts").rows(profile.alerts().rows());
        return json.close('}').toString();
    }
}
