namespace HtmIt.Client;

/// <summary>One stored sample with what the model said about it.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="RowId">Number of the sample in its metric: 1, 2, 3 … without gaps, in order of time.</param>
/// <param name="Time">When it was measured, in UTC, in whole seconds.</param>
/// <param name="Value">The measured value.</param>
/// <param name="Score">What the model said; absent when the row was stored without a model, or still waits for its score.</param>
public sealed record MetricDataRow(string Metric, long RowId, DateTimeOffset Time, double Value, RowScore? Score)
{
    /// <summary>Whether the model had not learnt enough when it gave the score (<see cref="Model.LearningRowsNeeded"/>). False without a
    /// score.</summary>
    public bool IsLearning { get; init; }
}
