using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Isotherm.Adapters.Tables;

/// <summary>
/// The authorities that a database server's certificate must come from, of a PEM file: one, or two while they are
/// rotated. The check is made here and not by MySqlConnector: that sends the password first and looks at the
/// certificate afterwards, so an impostor could ask for the password in clear and get it.
/// </summary>
internal sealed class CertificateAuthorities
{
    private readonly X509Certificate2Collection _authorities;
    private readonly bool _withName;

    private CertificateAuthorities(X509Certificate2Collection authorities, bool withName)
    {
        _authorities = authorities;
        _withName = withName;
    }

    /// <summary>Null, with the reason, when the file holds no certificate that can be read.</summary>
    /// <param name="path">The PEM file.</param>
    /// <param name="withName">Whether the certificate must be made out to the server's name, too.</param>
    /// <param name="refusal">What is wrong with the file.</param>
    public static CertificateAuthorities? Load(string path, bool withName, out string? refusal)
    {
        refusal = null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            refusal = $"The file of SslCa, '{path}', cannot be read: {error.Message}";
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            refusal = $"The file of SslCa, '{path}', holds a certificate that cannot be read.";
        }

        if (refusal is null && authorities.Count == 0)
            refusal = $"The file of SslCa, '{path}', holds no certificate; it takes the server CA in PEM form.";
        return refusal is null ? new CertificateAuthorities(authorities, withName) : null;
    }

    /// <summary>
    /// Whether the server may be talked to; false ends the handshake before anything secret is sent.
    /// </summary>
    public RemoteCertificateValidationCallback Check => (_, certificate, presented, errors) =>
        certificate is X509Certificate2 leaf
        && !(_withName && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        && IsCertified(leaf, presented);

    private bool IsCertified(X509Certificate2 leaf, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (presented is not null)
            foreach (var element in presented.ChainElements) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(leaf);
    }
}
