namespace HtmIt.Core.Aws;

/// <summary>Why a call to AWS failed.</summary>
public enum AwsFault
{
    /// <summary>Too many calls: ask again later, and less often.</summary>
    Throttled,

    /// <summary>A fault on AWS's side that outlasted the attempts.</summary>
    Unavailable,

    /// <summary>No connection, or no answer in time.</summary>
    Unreachable,

    /// <summary>There are no credentials, or AWS does not know them.</summary>
    Unauthenticated,

    /// <summary>The credentials do not permit the call.</summary>
    AccessDenied,

    /// <summary>The request is wrong; asking again does not help.</summary>
    Refused,
}
