namespace HtmIt.Testing.Aws;

/// <summary>What a <see cref="FaultyAws"/> does with a request.</summary>
public sealed record AwsReply(int Status, string Body)
{
    /// <summary>Sends nothing, and keeps the connection open.</summary>
    public static readonly AwsReply Silence = new(0, "");

    /// <summary>Breaks the connection off.</summary>
    public static readonly AwsReply Reset = new(-1, "");

    /// <summary>Sends the first half of an answer, and nothing after it.</summary>
    public static readonly AwsReply HalfAnAnswer = new(200, "<GetMetricDataResponse>") { Hangs = true };

    public bool Hangs { get; private init; }

    /// <summary>The machine's time at AWS, as the answer's Date header says it; null for that of this machine.</summary>
    public DateTimeOffset? Date { get; init; }

    public static AwsReply Ok(string body) => new(200, body);

    /// <summary>An error in the form of the Query protocol.</summary>
    public static AwsReply Error(int status, string code, string message = "a fault that was asked for") =>
        new(status, $"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>");

    /// <summary>An error in the form that EC2 has.</summary>
    public static AwsReply Ec2Error(int status, string code, string message = "a fault that was asked for") =>
        new(status, $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors></Response>");
}
