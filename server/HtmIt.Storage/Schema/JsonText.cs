using Microsoft.EntityFrameworkCore;

namespace HtmIt.Storage.Schema;

/// <summary>What the database says of JSON and the provider has no word for.</summary>
internal static class JsonText
{
    /// <summary>The text under a key of an object, null where there is none: <c>json ->> key</c>. For queries only.</summary>
    public static string? Of(string json, string key) =>
        throw new InvalidOperationException($"'{key}' of '{json}' is read in queries only.");

    public static void Register(ModelBuilder model) =>
        model.HasDbFunction(
            typeof(JsonText).GetMethod(nameof(Of))!,
            function =>
            {
                function.HasName("jsonb_extract_path_text").IsBuiltIn();
                function.HasParameter("json").HasStoreType("jsonb");
                function.HasParameter("key").HasStoreType("text");
            }
        );
}
