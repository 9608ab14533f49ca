package dev.ephemint.openai;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** OpenAI's endpoints for client secrets. Bodies are bytes: what goes out is written once, what comes back is not trusted. */
@RegisterRestClient(configKey = Upstream.DEFAULT)
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface RealtimeApi {

    /** The legacy endpoints want it; the others refuse a request that has it. */
    String BETA_HEADER = "OpenAI-Beta";

    String BETA = "realtime=v1";

    @POST
    @Path("/realtime/client_secrets")
    Uni<RestResponse<byte[]>> createClientSecret(@BeanParam RequestHeaders headers, byte[] request);

    @POST
    @Path("/realtime/translations/client_secrets")
    Uni<RestResponse<byte[]>> createTranslationClientSecret(@BeanParam RequestHeaders headers, byte[] request);

    @POST
    @Path("/realtime/sessions")
    @ClientHeaderParam(name = BETA_HEADER, value = BETA)
    Uni<RestResponse<byte[]>> createSession(@BeanParam RequestHeaders headers, byte[] request);

    @POST
    @Path("/realtime/transcription_sessions")
    @ClientHeaderParam(name = BETA_HEADER, value = BETA)
    Uni<RestResponse<byte[]>> createTranscriptionSession(@BeanParam RequestHeaders headers, byte[] request);

    @GET
    @Path("/models/{id}")
    Uni<RestResponse<byte[]>> model(@BeanParam RequestHeaders headers, @PathParam("id") String id);

    /** Has no key, so any server refuses it; what it leaves behind is an open connection. */
    @GET
    @Path("/realtime/client_secrets")
    Uni<RestResponse<byte[]>> refuseWithoutKey();
}
