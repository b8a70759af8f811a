using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>Whether a model's next row may notify a device.</summary>
internal static class ModelReadiness
{
    /// <summary>Samples that a model waits for when no range was given.</summary>
    public const int RowsBeforeStart = 288;

    /// <summary>Rows before the first one that notifies by likelihood.</summary>
    private const int LikelihoodRows = 1_000;

    /// <param name="model">The model.</param>
    /// <param name="device">Who is to be told.</param>
    /// <param name="oldest">Samples before are no news.</param>
    public static Readiness Of(Model model, Device device, DateTimeOffset oldest) =>
        model.Metric.Status switch
        {
            MetricStatus.Error => Readiness.Failed,
            MetricStatus.PendingData => Readiness.Waiting,
            MetricStatus.CreatePending => Readiness.CatchingUp,
            _ when IsLearning(model, device) => Readiness.Learning,
            _ when !(model.Metric.LastSampleTime >= oldest) => Readiness.Silent,
            _ => Readiness.Ready,
        };

    /// <summary>How many rows the model has of those that it needs for the device: <c>306 of 1,000</c>.</summary>
    public static string Progress(Model model, Device device) =>
        ByLikelihood(device)
            ? $"{Show.Count(Math.Min(model.Metric.LastRowId, LikelihoodRows))} of {Show.Count(LikelihoodRows)}"
            : $"{Show.Count(model.LearningRowCount)} of {Show.Count(model.LearningRowsNeeded)}";

    private static bool IsLearning(Model model, Device device) =>
        ByLikelihood(device) ? model.Metric.LastRowId < LikelihoodRows : model.LearningRowCount < model.LearningRowsNeeded;

    private static bool ByLikelihood(Device device) => device.Score == NotificationScore.Likelihood;
}
