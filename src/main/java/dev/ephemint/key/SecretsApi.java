package dev.ephemint.key;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** What the AWS Parameters and Secrets Lambda extension serves on this machine. */
@RegisterRestClient(configKey = "secrets-extension")
interface SecretsApi {

    String TOKEN = "X-Aws-Parameters-Secrets-Token";

    /** Secrets Manager, GetSecretValue. */
    @GET
    @Path("/secretsmanager/get")
    Uni<RestResponse<byte[]>> secret(
            @HeaderParam(TOKEN) String token,
            @QueryParam("secretId") String id,
            @QueryParam("versionStage") String versionStage);

    /** SSM, GetParameter. */
    @GET
    @Path("/systemsmanager/parameters/get")
    Uni<RestResponse<byte[]>> parameter(
            @HeaderParam(TOKEN) String token,
            @QueryParam("name") String name,
            @QueryParam("withDecryption") boolean withDecryption);
}
