namespace HtmIt.Engine;

/// <summary>What a model says about one sample.</summary>
/// <param name="RawAnomalyScore">Share of the active columns that nobody predicted, in [0, 1]; 1 on the first record.</param>
/// <param name="AnomalyLikelihood">Anomaly likelihood in [0, 1]: one minus the tail probability of the averaged raw score (Lavin and Ahmad, 2015).
/// 0 for the first 100 records, 0.5 until there is enough history.</param>
/// <param name="DisplayValue">Rank contribution made from the likelihood: 0, 1000 (green), 1 000 000 (yellow) or 1 000 000 001 (red).</param>
/// <param name="Surprise">Evidence of this row alone against "this is ordinary", nominally in decades: 0 nothing, and the larger the rarer. Never negative.</param>
/// <param name="Severity">The severity of the metric's incident at its steps: where it is noticed, where its evidence has doubled, where it reaches
/// <see cref="Incidents.Severity.Default"/>, and where it has become more severe by 0.1 or more. 0 at all other rows.</param>
public readonly record struct AnomalyResult(
    double RawAnomalyScore,
    double AnomalyLikelihood,
    long DisplayValue,
    double Surprise,
    double Severity
);
