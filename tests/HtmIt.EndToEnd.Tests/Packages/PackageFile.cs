using System.IO.Compression;
using System.Xml.Linq;

namespace HtmIt.EndToEnd.Tests.Packages;

/// <summary>A package, read.</summary>
internal sealed class PackageFile(string path)
{
    /// <summary>The names of the files in it.</summary>
    public IReadOnlyList<string> Entries { get; } = ReadNames(path);

    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>The <c>metadata</c> of its nuspec, without the namespace.</summary>
    public XElement Metadata
    {
        get
        {
            var nuspec = XDocument.Parse(ReadText(Entries.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal))));
            foreach (var element in nuspec.Descendants())
            {
                element.Name = element.Name.LocalName;
            }

            return nuspec.Root!.Element("metadata")!;
        }
    }

    public string Version => Metadata.Element("version")!.Value;

    public byte[] Read(string name)
    {
        using var archive = ZipFile.OpenRead(path);
        using var content = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    public string ReadText(string name)
    {
        using var reader = new StreamReader(new MemoryStream(Read(name)));
        return reader.ReadToEnd();
    }

    private static List<string> ReadNames(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
