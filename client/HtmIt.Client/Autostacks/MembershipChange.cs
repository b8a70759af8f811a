namespace HtmIt.Client;

/// <summary>A resource became a member of an autostack, or ceased to be one.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="InstanceName">Value of its Name tag when it joined; empty when it had none.</param>
/// <param name="Joined">Whether it joined; otherwise it left.</param>
/// <param name="Time">When that was noticed, in UTC.</param>
public sealed record MembershipChange(string InstanceId, string InstanceName, bool Joined, DateTimeOffset Time);
