namespace HtmIt.Aws.Clients;

/// <summary>What an action of AWS is called for.</summary>
internal enum AwsPurpose
{
    /// <summary>Fetching datapoints.</summary>
    Collecting,

    /// <summary>Listing what exists, its states, names and tags.</summary>
    Listing,

    /// <summary>Accounts whose settings name a role.</summary>
    Role,

    /// <summary>Archives of feedback in a bucket.</summary>
    Feedback,

    /// <summary>Mail by Amazon SES.</summary>
    Mail,

    /// <summary>Measurements, and never the server.</summary>
    Comparison,
}
