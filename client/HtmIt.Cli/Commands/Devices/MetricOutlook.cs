using HtmIt.Cli.Names;
using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Devices;

/// <summary>What holds notifications of one metric back from a device, in words for people.</summary>
/// <param name="device">Who is to be told.</param>
/// <param name="metric">Of what.</param>
/// <param name="model">The metric's model; null where it has none.</param>
internal sealed class MetricOutlook(Device device, Metric metric, Model? model)
{
    /// <summary>All that holds them back in one line.</summary>
    public string Describe(DeviceExplanation explanation) =>
        explanation.HoldBacks.Count == 0
            ? "nothing: a sample like the newest is told, once"
            : string.Join("; ", explanation.HoldBacks.Select(one => Describe(one, explanation)));

    private string Describe(HoldBack one, DeviceExplanation explanation)
    {
        var since = one.Since is null ? "" : $" since {Show.Time(one.Since)}";
        return $"{Reason(one.Reason, explanation)}{since}{(one.Until is null ? "" : $" until {Show.Time(one.Until)}")}";
    }

    private string Reason(HoldBackReason reason, DeviceExplanation explanation) =>
        reason switch
        {
            HoldBackReason.NotScored => NotScored(),
            HoldBackReason.Learning when model is not null => $"the model is learning ({ModelReadiness.Progress(model, device)} rows)",
            HoldBackReason.BelowThreshold when device.Score == NotificationScore.Likelihood =>
                $"likelihood {Show.Score(explanation.AnomalyLikelihood)} is below {Show.Score(device.LikelihoodThreshold)}",
            HoldBackReason.BelowThreshold =>
                $"severity {Show.Surprise(explanation.Severity)} is below {Show.Surprise(device.SeverityThreshold)}",
            _ => HoldBackText.Of(reason),
        };

    private string NotScored() =>
        metric.Status switch
        {
            MetricStatus.Unmonitored => MetricNames.NotMonitored(metric),
            MetricStatus.PendingData =>
                $"the model waits for samples ({Show.Count(metric.LastRowId)} of {ModelReadiness.RowsBeforeStart}, as no range was given)",
            MetricStatus.CreatePending when model is not null =>
                $"{Show.Count(model.BacklogRowCount, "stored sample")} must be scored first",
            MetricStatus.Error => $"the metric failed ({metric.StatusMessage})",
            _ when metric.LastRowId == 0 => "there is no sample yet",
            _ => HoldBackText.Of(HoldBackReason.NotScored),
        };
}
