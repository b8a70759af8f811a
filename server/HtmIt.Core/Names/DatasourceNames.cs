namespace HtmIt.Core.Names;

/// <summary>The datasources' names in specs and documents.</summary>
public static class DatasourceNames
{
    public static string Name(this Datasource datasource) =>
        datasource switch
        {
            Datasource.Custom => "custom",
            Datasource.CloudWatch => "cloudwatch",
            Datasource.Autostack => "autostack",
            _ => throw new ArgumentOutOfRangeException(nameof(datasource)),
        };

    public static bool TryParse(string name, out Datasource datasource)
    {
        foreach (var one in Enum.GetValues<Datasource>())
        {
            if (one.Name() == name)
            {
                datasource = one;
                return true;
            }
        }
        datasource = default;
        return false;
    }

    public static Datasource Parse(string name) =>
        TryParse(name, out var datasource) ? datasource : throw new FormatException($"'{name}' is no datasource.");
}
