import { createCloudHost } from '@cloud/hosts/cloudbase'

/** Every procedure, called by `wx.cloud.callFunction({ name: 'api', data: envelope })`. */
export const main = createCloudHost({ env: process.env }).api
