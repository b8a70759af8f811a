namespace HtmIt.Client.Errors;

/// <summary>Models of autostacks are deleted with their autostack.</summary>
public sealed class ModelOfAutostackException(HtmItError error) : WrongStateException(error)
{
    /// <summary>Name of the model.</summary>
    public string? Model => Value("model");
}
