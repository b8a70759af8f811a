namespace HtmIt.Core.Resources;

/// <summary>Place of a resource in the list of them.</summary>
public sealed record ResourcePlace(string Text, Guid Id)
{
    public static ResourcePlace Of(Resource resource) => new(resource.Text, resource.Id.Value);
}
