using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Isotherm.Infrastructure.Tests.Policies;

/// <summary>The file of a server CA, as the instance of Cloud SQL has one.</summary>
internal sealed class Authority : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("isotherm-ca-");

    public Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server CA", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path, certificate.ExportCertificatePem());
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "server-ca.pem");

    public void Dispose() => _folder.Delete(recursive: true);
}
