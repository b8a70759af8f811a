namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A resource became a member of an autostack, or ceased to be one.</summary>
/// <param name="Number">Rises with every change.</param>
/// <param name="Time">When it was noticed.</param>
public sealed record MembershipChange(long Number, DateTimeOffset Time, AutostackMember Member, bool Joined);
