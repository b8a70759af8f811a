using HtmIt.Core.Log;

namespace HtmIt.Storage.Samples;

/// <summary>A commit whose outcome the writer does not know: until it is known, its requests must be neither acknowledged nor written again.
/// </summary>
internal sealed class DoubtfulCommit(CommittedBatch batch, IReadOnlyList<WriteRequest> requests)
{
    public CommittedBatch Batch { get; } = batch;

    public IReadOnlyList<WriteRequest> Requests { get; } = requests;

    /// <summary>Notes it with its requests.</summary>
    public void Begin()
    {
        foreach (var request in Requests)
        {
            request.Doubt(this);
        }
    }

    /// <summary>It is known that it did not happen. What did happen stays noted, for whoever asks next.</summary>
    public void Dismiss()
    {
        foreach (var request in Requests)
        {
            request.Trust(this);
        }
    }
}
