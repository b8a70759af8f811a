namespace HtmIt.Client.Errors;

/// <summary>The server has no such datasource.</summary>
public sealed class DatasourceNotAvailableException(HtmItError error) : InvalidRequestException(error)
{
    /// <summary>The datasource that was asked for.</summary>
    public string? Datasource => Value("datasource");
}
