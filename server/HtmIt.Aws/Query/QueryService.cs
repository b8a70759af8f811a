namespace HtmIt.Aws.Query;

/// <summary>A service of AWS that has no package of the SDK here. All but one speak the Query protocol: a form with an Action is posted, XML comes back.
/// </summary>
/// <param name="Name">Name in messages, e.g. <c>RDS</c>.</param>
/// <param name="SigningName">Name that signatures are made for, which is also the first part of the host name.</param>
/// <param name="Version">Version of its interface.</param>
internal sealed record QueryService(string Name, string SigningName, string Version)
{
    public static readonly QueryService AutoScaling = new("Auto Scaling", "autoscaling", "2011-01-01");
    public static readonly QueryService LoadBalancing = new("Elastic Load Balancing", "elasticloadbalancing", "2012-06-01");
    public static readonly QueryService LoadBalancingV2 = new("Elastic Load Balancing", "elasticloadbalancing", "2015-12-01");
    public static readonly QueryService Rds = new("RDS", "rds", "2014-10-31");
    public static readonly QueryService Redshift = new("Redshift", "redshift", "2012-12-01");

    /// <summary>Speaks JSON: see <see cref="JsonRequest"/>.</summary>
    public static readonly QueryService Tagging = new("Resource Groups Tagging", "tagging", "2017-01-26");

    public static readonly QueryService Sns = new("SNS", "sns", "2010-03-31");
}
