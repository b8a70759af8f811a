using System.Text;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;

namespace HtmIt.Server.Mapping;

/// <summary>What became of a batch, as one response. Clients take 4 MiB as a rule, and a batch may have ten thousand refusals: apart from
/// their texts these take less than 1.5 MiB, and the texts are bounded here.</summary>
internal static class OutcomeMapping
{
    private const int MostTextBytes = 2 * 1_024 * 1_024;
    private const int LongestMessage = 600;

    public static IEnumerable<V1.SeriesOutcome> ToProto(IReadOnlyList<SeriesOutcome> outcomes)
    {
        var textBytes = 0;
        return outcomes.Select(outcome => ToProto(outcome, ref textBytes)).ToArray();
    }

    /// <summary>Over all series.</summary>
    public static int RefusedCount(IEnumerable<SeriesOutcome> outcomes) =>
        outcomes.Sum(outcome => outcome.Refusals.Sum(refusal => refusal.LastIndex - refusal.FirstIndex + 1));

    private static V1.SeriesOutcome ToProto(SeriesOutcome outcome, ref int textBytes)
    {
        var proto = new V1.SeriesOutcome
        {
            Metric = outcome.Metric?.ResourceName ?? "",
            StoredCount = outcome.StoredCount,
            FirstRowId = outcome.FirstRowId,
            LastRowId = outcome.LastRowId,
            AlreadyStoredCount = outcome.AlreadyStoredCount,
        };
        foreach (var refusal in outcome.Refusals)
        {
            proto.Refusals.Add(ToProto(refusal, ref textBytes));
        }
        return proto;
    }

    private static V1.Refusal ToProto(Refusal refusal, ref int textBytes)
    {
        var message = ShortText.Of(refusal.Message, LongestMessage);
        textBytes += Encoding.UTF8.GetByteCount(message);
        return new()
        {
            FirstIndex = refusal.FirstIndex,
            LastIndex = refusal.LastIndex,
            Reason = (V1.ErrorReason)refusal.Reason,
            Field = refusal.Field,
            Message = textBytes <= MostTextBytes ? message : "",
        };
    }
}
