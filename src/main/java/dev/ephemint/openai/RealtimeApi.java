package dev.ephemint.openai;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** OpenAI's endpoints for client secrets. Bodies are bytes: what goes out is written once, what comes back is not trusted. */
@RegisterRestClient(configKey = "openai")
@Path("/v1/realtime")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface RealtimeApi {

    /** The legacy endpoints want it; the others refuse a request that has it. */
    String BETA_HEADER = "OpenAI-Beta";

    String BETA = "realtime=v1";

    /** Tells end users apart for OpenAI, so that the abuse of one is not held against all; not sent where it is null. */
    String SAFETY_IDENTIFIER = "OpenAI-Safety-Identifier";

    @POST
    @Path("/client_secrets")
    Uni<RestResponse<byte[]>> createClientSecret(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(SAFETY_IDENTIFIER) String user,
            byte[] request);

    @POST
    @Path("/translations/client_secrets")
    Uni<RestResponse<byte[]>> createTranslationClientSecret(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(SAFETY_IDENTIFIER) String user,
            byte[] request);

    @POST
    @Path("/sessions")
    @ClientHeaderParam(name = BETA_HEADER, value = BETA)
    Uni<RestResponse<byte[]>> createSession(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] request);

    @POST
    @Path("/transcription_sessions")
    @ClientHeaderParam(name = BETA_HEADER, value = BETA)
    Uni<RestResponse<byte[]>> createTranscriptionSession(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] request);

    /** Has no key, so any server refuses it; what it leaves behind is an open connection. */
    @GET
    @Path("/client_secrets")
    Uni<RestResponse<byte[]>> refuseWithoutKey();
}
