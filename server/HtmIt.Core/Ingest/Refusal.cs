using HtmIt.Core.Errors;
using HtmIt.Core.Log;

namespace HtmIt.Core.Ingest;

/// <summary>Neighbouring samples of a series that were refused for the same reason and the same field.</summary>
/// <param name="FirstIndex">Index in the series of the first of them.</param>
/// <param name="LastIndex">Index in the series of the last of them.</param>
/// <param name="Message">What is said of the first of them.</param>
public readonly record struct Refusal(int FirstIndex, int LastIndex, ErrorReason Reason, string Field, string Message)
{
    public int Count => LastIndex - FirstIndex + 1;

    /// <summary>Puts neighbours together.</summary>
    /// <param name="samples">By ascending index.</param>
    public static IReadOnlyList<Refusal> Of(IReadOnlyList<SampleRefusal> samples)
    {
        var refusals = new List<Refusal>();
        foreach (var (index, reason, field, message) in samples)
        {
            if (refusals.Count > 0 && refusals[^1] is var last && (last.LastIndex, last.Reason, last.Field) == (index - 1, reason, field))
            {
                refusals[^1] = last with { LastIndex = index };
            }
            else
            {
                refusals.Add(new(index, index, reason, field, message));
            }
        }
        return refusals;
    }
}
