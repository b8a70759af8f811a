namespace HtmIt.Core.Log;

/// <summary>Hears of every commit of this node, in order, right after it.</summary>
public interface ICommitListener
{
    /// <summary>Must return at once and never throw.</summary>
    void OnCommitted(CommittedBatch batch);
}
