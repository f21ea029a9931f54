using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Isotherm.Testing.Tables;

/// <summary>A certificate authority of one test, with its key; nothing of it is kept.</summary>
public sealed class TestCertificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public TestCertificates(string name = "Isotherm test CA")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        _authority = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
    }

    /// <summary>The authority as a PEM file has it.</summary>
    public string Pem => _authority.ExportCertificatePem() + "\n";

    /// <summary>A server's certificate, with its key.</summary>
    /// <param name="host">The host that it is made out to.</param>
    /// <param name="days">From now until it ends; below zero: it has ended.</param>
    public X509Certificate2 Server(string host = "127.0.0.1", int days = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var bare = request.Create(
            _authority.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_key),
            now.AddDays(-20),
            now.AddDays(days),
            RandomNumberGenerator.GetBytes(8));
        using var whole = bare.CopyWithPrivateKey(key);

        // SslStream takes keys that were loaded, not keys that were made, on some systems.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
