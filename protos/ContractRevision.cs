namespace HtmIt.V1;

/// <summary>The number of the contract: clients and servers of different numbers do not understand each other.</summary>
public static class ContractRevision
{
    /// <summary>The revision of the protos beside this file. Counted up by <c>eng/release-protos.sh</c> when clients have to change.</summary>
    public const int Current = 4;
}
